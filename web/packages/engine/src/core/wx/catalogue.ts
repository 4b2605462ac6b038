/** Written by tools/mini-catalogue.mjs from the reference and what the engine's sources know; not by hand. */

/** Names of `wx.*` that are not built, by how they would answer; an event that begins with a capital stands for onX and offX. */
export const NAMES = {
  async: "addCard addFileToFavorites addPaymentPassFinish addPaymentPassGetCertificateData addPhoneCalendar " +
    "addPhoneContact addPhoneRepeatCalendar addVideoToFavorites authPrivateMessage authorizeForMiniProgram " +
    "bindEmployeeRelation canAddSecureElementPass checkDeviceSupportHevc checkEmployeeRelation " +
    "checkIsAddedToMyMiniProgram checkIsOpenAccessibility checkIsSoterEnrolledInDevice " +
    "checkIsSupportFacialRecognition checkIsSupportSoterAuthentication checkTransitCardSupport chooseContact " +
    "chooseInvoice chooseInvoiceTitle chooseLicensePlate choosePoi closeBLEConnection closeBluetoothAdapter " +
    "compressVideo connectWifi cropImage deleteTransitCard editImage enterChatToolMode exitVoIPChat faceDetect " +
    "getBLEDeviceCharacteristics getBLEDeviceRSSI getBLEDeviceServices getBLEMTU getBeacons " +
    "getBluetoothAdapterState getBluetoothDevices getChannelsLiveInfo getChannelsLiveNoticeInfo getChannelsShareKey " +
    "getChatToolInfo getCommonConfig getConnectedBluetoothDevices getConnectedWifi getDeviceVoIPList " +
    "getGroupEnterInfo getHCEState getInferenceEnvInfo getLocalIPAddress getScreenRecordingState " +
    "getSecureElementPasses getSelectedTextRange getShowSplashAdStatus getTransitCardCPLC getTransitCardInfo " +
    "getTransitCardList getWeRunData getWifiList initFaceDetect isBluetoothDevicePaired issueTransitCard " +
    "join1v1Chat joinVoIPChat jumpToOfflinePay loadBuiltInFontFace makeBluetoothPair " +
    "notifyBLECharacteristicValueChange notifyGroupMembers openAppAuthorizeSetting openBluetoothAdapter openCard " +
    "openChannelsActivity openChannelsEvent openChannelsLive openChannelsLiveNoticeInfo openChannelsUserProfile " +
    "openChatTool openCustomerServiceChat openDesignerProfile openEmbeddedMiniProgram openHKOfflinePayView " +
    "openInquiriesTopic openOfficialAccountArticle openOfficialAccountChat openOfficialAccountProfile " +
    "openSingleStickerView openStickerIPView openStickerSetView openStoreCouponDetail openStoreOrderDetail " +
    "openSystemBluetoothSetting openVideoEditor pluginLogin postMessageToReferrerMiniProgram " +
    "postMessageToReferrerPage readBLECharacteristicValue rechargeTransitCard removeSecureElementPass " +
    "requestAppleSubscribeSign requestCommonPayment requestDeviceVoIP requestFacialVerify requestMerchantTransfer " +
    "requestOrderPayment requestPluginPayment requestSubscribeDeviceMessage requestSubscribeEmployeeMessage " +
    "requestVirtualPayment reserveChannelsLive selectGroupMembers sendHCEMessage sendSms setBLEMTU setEnable1v1Chat " +
    "setVisualEffectOnCapture setWifiList setWindowSize shareAppMessageToGroup shareEmojiToGroup shareFileMessage " +
    "shareFileToGroup shareImageToGroup shareToOfficialAccount shareToWeRun shareVideoMessage shareVideoToGroup " +
    "showRedPackage showShareImageMenu startAccelerometer startBeaconDiscovery startBluetoothDevicesDiscovery " +
    "startCompass startDeviceMotionListening startGyroscope startHCE startLocalServiceDiscovery " +
    "startLocationUpdateBackground startRecord startSoterAuthentication startWifi stopAccelerometer " +
    "stopBeaconDiscovery stopBluetoothDevicesDiscovery stopCompass stopDeviceMotionListening stopFaceDetect " +
    "stopGyroscope stopHCE stopLocalServiceDiscovery stopRecord stopWifi subscribeVoIPVideoMembers " +
    "updateVoIPChatMuteConfig updateWeChatApp writeBLECharacteristicValue",
  sync: "getXrFrameSystem isVKSupport",
  event: "AccelerometerChange BLECharacteristicValueChange BLEConnectionStateChange BLEMTUChange " +
    "BLEPeripheralConnectionStateChanged BatteryInfoChange BeaconServiceChange BeaconUpdate " +
    "BluetoothAdapterStateChange BluetoothDeviceFound CompassChange DeviceMotionChange " +
    "EmbeddedMiniProgramHeightChange GeneratePoster GetWifiList GyroscopeChange HCEMessage KeyDown KeyUp " +
    "LocalServiceDiscoveryStop LocalServiceFound LocalServiceLost LocalServiceResolveFail MemoryWarning " +
    "NetworkWeakChange ScreenRecordingStateChanged UserCaptureScreen UserOffTranslation UserTriggerTranslation " +
    "VoIPChatInterrupted VoIPChatMembersChanged VoIPChatSpeakersChanged VoIPChatStateChanged " +
    "VoIPVideoMembersChanged WifiConnected WifiConnectedWithPartialInfo",
  manager: "createBLEConnection createBLEPeripheralServer createCacheManager createGlobalPayment createInferenceSession " +
    "createLivePlayerContext createLivePusherContext createMediaAudioPlayer createMediaContainer " +
    "createMediaRecorder createTCPSocket createUDPSocket createVKSession createVideoDecoder createWebAudioContext " +
    "getNFCAdapter getPluginUpdateManager",
};
