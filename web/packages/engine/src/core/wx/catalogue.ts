/** Written by tools/mini-catalogue.mjs from the reference; not by hand. */

/** Names of `wx.*` by how they answer. */
export const NAMES = {
  async: "addCard addFileToFavorites addPaymentPassFinish addPaymentPassGetCertificateData addPhoneCalendar " +
    "addPhoneContact addPhoneRepeatCalendar addVideoToFavorites authPrivateMessage authorize " +
    "authorizeForMiniProgram batchGetStorage batchSetStorage bindEmployeeRelation canAddSecureElementPass " +
    "canvasGetImageData canvasPutImageData canvasToTempFilePath checkDeviceSupportHevc checkEmployeeRelation " +
    "checkIsAddedToMyMiniProgram checkIsOpenAccessibility checkIsSoterEnrolledInDevice " +
    "checkIsSupportFacialRecognition checkIsSupportSoterAuthentication checkSession checkTransitCardSupport " +
    "chooseAddress chooseContact chooseImage chooseInvoice chooseInvoiceTitle chooseLicensePlate chooseLocation " +
    "chooseMedia chooseMessageFile choosePoi chooseVideo clearStorage closeBLEConnection closeBluetoothAdapter " +
    "closeSocket compressImage compressVideo connectWifi cropImage deleteTransitCard disableAlertBeforeUnload " +
    "downloadFile editImage enableAlertBeforeUnload enterChatToolMode exitMiniProgram exitVoIPChat faceDetect " +
    "getAvailableAudioSources getBLEDeviceCharacteristics getBLEDeviceRSSI getBLEDeviceServices getBLEMTU " +
    "getBackgroundAudioPlayerState getBackgroundFetchData getBackgroundFetchToken getBatteryInfo getBeacons " +
    "getBluetoothAdapterState getBluetoothDevices getChannelsLiveInfo getChannelsLiveNoticeInfo getChannelsShareKey " +
    "getChatToolInfo getClipboardData getCommonConfig getConnectedBluetoothDevices getConnectedWifi " +
    "getDeviceBenchmarkInfo getDeviceVoIPList getExtConfig getFileInfo getFuzzyLocation getGroupEnterInfo " +
    "getHCEState getImageInfo getInferenceEnvInfo getLocalIPAddress getLocation getNetworkType getPrivacySetting " +
    "getRandomValues getRendererUserAgent getSavedFileInfo getSavedFileList getScreenBrightness " +
    "getScreenRecordingState getSecureElementPasses getSelectedTextRange getSetting getShareInfo " +
    "getShowSplashAdStatus getSkylineInfo getStorage getStorageInfo getSystemInfo getSystemInfoAsync " +
    "getTransitCardCPLC getTransitCardInfo getTransitCardList getUserInfo getUserProfile getVideoInfo getWeRunData " +
    "getWifiList hideHomeButton hideKeyboard hideLoading hideNavigationBarLoading hideShareMenu hideTabBar " +
    "hideTabBarRedDot hideToast initFaceDetect isBluetoothDevicePaired issueTransitCard join1v1Chat joinVoIPChat " +
    "jumpToOfflinePay loadBuiltInFontFace loadFontFace login makeBluetoothPair makePhoneCall navigateBack " +
    "navigateBackMiniProgram navigateTo navigateToMiniProgram notifyBLECharacteristicValueChange notifyGroupMembers " +
    "openAppAuthorizeSetting openBluetoothAdapter openCard openChannelsActivity openChannelsEvent openChannelsLive " +
    "openChannelsLiveNoticeInfo openChannelsUserProfile openChatTool openCustomerServiceChat openDesignerProfile " +
    "openDocument openEmbeddedMiniProgram openHKOfflinePayView openInquiriesTopic openLocation " +
    "openOfficialAccountArticle openOfficialAccountChat openOfficialAccountProfile openPrivacyContract openSetting " +
    "openSingleStickerView openStickerIPView openStickerSetView openStoreCouponDetail openStoreOrderDetail " +
    "openSystemBluetoothSetting openVideoEditor pageScrollTo pauseBackgroundAudio pauseVoice playBackgroundAudio " +
    "playVoice pluginLogin postMessageToReferrerMiniProgram postMessageToReferrerPage preDownloadSubpackage " +
    "preloadAssets preloadSkylineView preloadWebview previewImage previewMedia reLaunch readBLECharacteristicValue " +
    "rechargeTransitCard redirectTo removeSavedFile removeSecureElementPass removeStorage removeTabBarBadge request " +
    "requestAppleSubscribeSign requestCommonPayment requestDeviceVoIP requestFacialVerify requestMerchantTransfer " +
    "requestOrderPayment requestPayment requestPluginPayment requestSubscribeDeviceMessage " +
    "requestSubscribeEmployeeMessage requestSubscribeMessage requestVirtualPayment requirePrivacyAuthorize " +
    "reserveChannelsLive restartMiniProgram rewriteRoute saveFile saveFileToDisk saveImageToPhotosAlbum " +
    "saveVideoToPhotosAlbum scanCode seekBackgroundAudio selectGroupMembers sendHCEMessage sendSms " +
    "sendSocketMessage setBLEMTU setBackgroundColor setBackgroundFetchToken setBackgroundTextStyle setClipboardData " +
    "setEnable1v1Chat setEnableDebug setInnerAudioOption setKeepScreenOn setNavigationBarColor " +
    "setNavigationBarTitle setScreenBrightness setStorage setTabBarBadge setTabBarItem setTabBarStyle setTopBarText " +
    "setVisualEffectOnCapture setWifiList setWindowSize shareAppMessageToGroup shareEmojiToGroup shareFileMessage " +
    "shareFileToGroup shareImageToGroup shareToOfficialAccount shareToWeRun shareVideoMessage shareVideoToGroup " +
    "showActionSheet showLoading showModal showNavigationBarLoading showRedPackage showShareImageMenu showShareMenu " +
    "showTabBar showTabBarRedDot showToast startAccelerometer startBeaconDiscovery startBluetoothDevicesDiscovery " +
    "startCompass startDeviceMotionListening startGyroscope startHCE startLocalServiceDiscovery startLocationUpdate " +
    "startLocationUpdateBackground startPullDownRefresh startRecord startSoterAuthentication startWifi " +
    "stopAccelerometer stopBackgroundAudio stopBeaconDiscovery stopBluetoothDevicesDiscovery stopCompass " +
    "stopDeviceMotionListening stopFaceDetect stopGyroscope stopHCE stopLocalServiceDiscovery stopLocationUpdate " +
    "stopPullDownRefresh stopRecord stopVoice stopWifi subscribeVoIPVideoMembers switchTab updateShareMenu " +
    "updateVoIPChatMuteConfig updateWeChatApp uploadFile vibrateLong vibrateShort writeBLECharacteristicValue",
  sync: "arrayBufferToBase64 base64ToArrayBuffer batchGetStorageSync batchSetStorageSync canIUse cancelIdleCallback " +
    "checkIsPictureInPictureActive clearStorageSync cloud env getAccountInfoSync getApiCategory " +
    "getAppAuthorizeSetting getAppBaseInfo getBatteryInfoSync getDeviceInfo getEnterOptionsSync getExptInfoSync " +
    "getExtConfigSync getLaunchOptionsSync getMenuButtonBoundingClientRect getSkylineInfoSync getStorageInfoSync " +
    "getStorageSync getSystemInfoSync getSystemSetting getWindowInfo getXrFrameSystem isVKSupport nextTick " +
    "removeStorageSync reportAnalytics reportEvent reportMonitor reportPerformance requestIdleCallback " +
    "revokeBufferURL router setStorageSync worklet",
  event: "offAccelerometerChange offAfterPageLoad offAfterPageUnload offApiCategoryChange offAppHide offAppRoute " +
    "offAppRouteDone offAppShow offAudioInterruptionBegin offAudioInterruptionEnd offBLECharacteristicValueChange " +
    "offBLEConnectionStateChange offBLEMTUChange offBLEPeripheralConnectionStateChanged offBatteryInfoChange " +
    "offBeaconServiceChange offBeaconUpdate offBeforeAppRoute offBeforePageLoad offBeforePageUnload " +
    "offBluetoothAdapterStateChange offBluetoothDeviceFound offCompassChange offCopyUrl offDeviceMotionChange " +
    "offEmbeddedMiniProgramHeightChange offError offGeneratePoster offGetWifiList offGyroscopeChange offHCEMessage " +
    "offKeyDown offKeyUp offKeyboardHeightChange offLazyLoadError offLocalServiceDiscoveryStop offLocalServiceFound " +
    "offLocalServiceLost offLocalServiceResolveFail offLocationChange offLocationChangeError offMemoryWarning " +
    "offMenuButtonBoundingClientRectWeightChange offNetworkStatusChange offNetworkWeakChange offPageNotFound " +
    "offParallelStateChange offScreenRecordingStateChanged offThemeChange offUnhandledRejection " +
    "offUserCaptureScreen offUserOffTranslation offUserTriggerTranslation offVoIPChatInterrupted " +
    "offVoIPChatMembersChanged offVoIPChatSpeakersChanged offVoIPChatStateChanged offVoIPVideoMembersChanged " +
    "offWifiConnected offWifiConnectedWithPartialInfo offWindowResize offWindowStateChange onAccelerometerChange " +
    "onAfterPageLoad onAfterPageUnload onApiCategoryChange onAppHide onAppRoute onAppRouteDone onAppShow " +
    "onAudioInterruptionBegin onAudioInterruptionEnd onBLECharacteristicValueChange onBLEConnectionStateChange " +
    "onBLEMTUChange onBLEPeripheralConnectionStateChanged onBackgroundAudioPause onBackgroundAudioPlay " +
    "onBackgroundAudioStop onBackgroundFetchData onBatteryInfoChange onBeaconServiceChange onBeaconUpdate " +
    "onBeforeAppRoute onBeforePageLoad onBeforePageUnload onBluetoothAdapterStateChange onBluetoothDeviceFound " +
    "onCompassChange onCopyUrl onDeviceMotionChange onEmbeddedMiniProgramHeightChange onError onGeneratePoster " +
    "onGetWifiList onGyroscopeChange onHCEMessage onKeyDown onKeyUp onKeyboardHeightChange onLazyLoadError " +
    "onLocalServiceDiscoveryStop onLocalServiceFound onLocalServiceLost onLocalServiceResolveFail onLocationChange " +
    "onLocationChangeError onMemoryWarning onMenuButtonBoundingClientRectWeightChange onNeedPrivacyAuthorization " +
    "onNetworkStatusChange onNetworkWeakChange onPageNotFound onParallelStateChange onScreenRecordingStateChanged " +
    "onSocketClose onSocketError onSocketMessage onSocketOpen onThemeChange onUnhandledRejection " +
    "onUserCaptureScreen onUserOffTranslation onUserTriggerTranslation onVoIPChatInterrupted " +
    "onVoIPChatMembersChanged onVoIPChatSpeakersChanged onVoIPChatStateChanged onVoIPVideoMembersChanged " +
    "onWifiConnected onWifiConnectedWithPartialInfo onWindowResize onWindowStateChange",
  manager: "connectSocket createAnimation createAudioContext createBLEConnection createBLEPeripheralServer createBufferURL " +
    "createCacheManager createCameraContext createCanvasContext createGlobalPayment createInferenceSession " +
    "createInnerAudioContext createIntersectionObserver createInterstitialAd createLivePlayerContext " +
    "createLivePusherContext createMapContext createMediaAudioPlayer createMediaContainer createMediaQueryObserver " +
    "createMediaRecorder createOffscreenCanvas createRewardedVideoAd createSelectorQuery createTCPSocket " +
    "createUDPSocket createVKSession createVideoContext createVideoDecoder createWebAudioContext createWorker " +
    "getBackgroundAudioManager getFileSystemManager getLogManager getNFCAdapter getPerformance " +
    "getPluginUpdateManager getRealtimeLogManager getRecorderManager getUpdateManager getUserCryptoManager",
};

/** A component on each line: its tag, then its attributes and `bind` + event. */
export const COMPONENTS = "block\nbutton size type plain disabled loading form-type open-type hover-class hover-stop-propagation " +
    "hover-start-time hover-stay-time lang session-from send-message-title send-message-path send-message-img " +
    "app-parameter show-message-card phone-number-no-quota-toast need-show-entrance entrance-path bindgetuserinfo " +
    "bindcontact bindcreateliveactivity bindgetphonenumber bindgetrealtimephonenumber binderror bindopensetting " +
    "bindlaunchapp bindchooseavatar bindagreeprivacyauthorization\ncanvas type canvas-id disable-scroll " +
    "bindtouchstart bindtouchmove bindtouchend bindtouchcancel bindlongtap binderror\ncheckbox value disabled " +
    "checked color\ncheckbox-group bindchange\ncover-image src referrer-policy bindload binderror\ncover-view " +
    "scroll-top\nform report-submit report-submit-timeout name bindsubmit bindreset bindsubmitToGroup\nicon type size " +
    "color\nimage src mode show-menu-by-longpress webp lazy-load forceHttps binderror bindload\ninput value type " +
    "password placeholder placeholder-style disabled maxlength cursor-spacing auto-focus focus confirm-type " +
    "always-embed confirm-hold cursor cursor-color selection-start selection-end adjust-position hold-keyboard " +
    "safe-password-cert-path safe-password-length safe-password-time-stamp safe-password-nonce safe-password-salt " +
    "safe-password-custom-hash placeholder-class bindinput bindchange bindfocus bindblur bindconfirm " +
    "bindkeyboardheightchange bindnicknamereview bindselectionchange bindkeyboardcompositionstart " +
    "bindkeyboardcompositionupdate bindkeyboardcompositionend\nlabel for\nnavigator target url open-type delta app-id " +
    "path extra-data version short-link hover-class hover-stop-propagation hover-start-time hover-stay-time " +
    "bindsuccess bindfail bindcomplete\npicker header-text mode disabled range range-key value start end fields " +
    "custom-item level bindchange bindcolumnchange bindcancel\npicker-view value mask-class indicator-style " +
    "indicator-class mask-style immediate-change bindchange bindpickstart bindpickend\npicker-view-column\nprogress " +
    "percent show-info border-radius font-size stroke-width color activeColor backgroundColor active active-mode " +
    "duration bindactiveend\nradio value checked disabled color\nradio-group bindchange\nrich-text nodes space " +
    "user-select\nscroll-view scroll-x scroll-y upper-threshold lower-threshold scroll-top scroll-left " +
    "scroll-into-view scroll-into-view-offset scroll-with-animation enable-back-to-top enable-passive " +
    "refresher-enabled refresher-threshold refresher-default-style refresher-background refresher-triggered bounces " +
    "show-scrollbar fast-deceleration scroll-anchoring enable-flex enhanced paging-enabled using-sticky " +
    "binddragstart binddragging binddragend bindscrolltoupper bindscrolltolower bindscroll bindrefresherpulling " +
    "bindrefresherrefresh bindrefresherrestore bindrefresherabort bindscrollstart bindscrollend " +
    "bindrefresherwillrefresh bindrefresherstatuschange\nslider min max step disabled value color selected-color " +
    "activeColor backgroundColor block-size block-color show-value bindchange bindchanging\nswiper indicator-dots " +
    "indicator-color indicator-active-color autoplay current interval duration circular vertical " +
    "display-multiple-items previous-margin next-margin easing-function direction snap-to-edge bindchange " +
    "bindtransition bindanimationfinish\nswiper-item item-id skip-hidden-item-layout\nswitch checked disabled type " +
    "color bindchange\ntext selectable user-select space decode\ntextarea value placeholder placeholder-style " +
    "disabled maxlength auto-focus focus auto-height cursor-spacing cursor selection-start selection-end " +
    "adjust-position hold-keyboard disable-default-padding confirm-type confirm-hold adjust-keyboard-to " +
    "placeholder-class fixed show-confirm-bar bindfocus bindblur bindlinechange bindinput bindconfirm " +
    "bindkeyboardheightchange bindselectionchange bindkeyboardcompositionstart bindkeyboardcompositionupdate " +
    "bindkeyboardcompositionend\nview hover-class hover-stop-propagation hover-start-time hover-stay-time\nweb-view " +
    "src progressbar-color bindmessage bindload binderror\naudio id src loop controls poster name author binderror " +
    "bindplay bindpause bindtimeupdate bindended\ncamera mode resolution device-position flash frame-size bindstop " +
    "binderror bindinitdone bindscancode\neditor read-only placeholder show-img-size show-img-toolbar " +
    "show-img-resize enable-formats enterkeyhint confirm-hold bindready bindfocus bindblur bindinput " +
    "bindstatuschange\nmap longitude latitude scale min-scale max-scale markers covers polyline circles controls " +
    "include-points show-location polygons subkey layer-style rotate skew enable-3D show-compass show-scale " +
    "enable-overlooking enable-auto-max-overlooking enable-zoom enable-scroll enable-rotate enable-satellite " +
    "enable-traffic enable-poi enable-building setting bindtap bindmarkertap bindlabeltap bindcontroltap " +
    "bindcallouttap bindupdated bindregionchange bindpoitap bindpolylinetap bindabilitysuccess bindabilityfail " +
    "bindauthsuccess bindinterpolatepoint binderror\nmatch-media min-width max-width width min-height max-height " +
    "height orientation\nmovable-area scale-area\nmovable-view direction inertia out-of-bounds x y damping friction " +
    "disabled scale scale-min scale-max scale-value animation bindchange bindscale bindhtouchmove bindvtouchmove\n" +
    "navigation-bar title loading front-color background-color color-animation-duration color-animation-timing-func\n" +
    "open-data type open-gid lang default-text default-avatar binderror\npage-container show duration z-index " +
    "overlay position round close-on-slide-down overlay-style custom-style bindbeforeenter bindenter bindafterenter " +
    "bindbeforeleave bindleave bindafterleave bindclickoverlay\npage-meta background-text-style background-color " +
    "background-color-top background-color-bottom root-background-color page-style page-font-size root-font-size " +
    "page-orientation scroll-top scroll-duration bindresize bindscroll bindscrolldone\nroot-portal enable " +
    "externalClass\nselection disable-context-menu bindselectionchange\nvideo src duration controls danmu-list " +
    "danmu-btn enable-danmu autoplay loop muted initial-time page-gesture direction show-progress " +
    "show-fullscreen-btn show-play-btn show-center-play-btn enable-progress-gesture object-fit poster show-mute-btn " +
    "title play-btn-position enable-play-gesture auto-pause-if-navigate auto-pause-if-open-native vslide-gesture " +
    "vslide-gesture-in-fullscreen show-bottom-progress ad-unit-id poster-for-crawler show-casting-button " +
    "picture-in-picture-mode picture-in-picture-show-progress picture-in-picture-init-position enable-auto-rotation " +
    "show-screen-lock-button show-snapshot-button show-background-playback-button background-poster referrer-policy " +
    "is-drm is-live provision-url certificate-url license-url preferred-peak-bit-rate bindplay bindpause bindended " +
    "bindtimeupdate bindfullscreenchange bindwaiting binderror bindprogress bindloadedmetadata bindcontrolstoggle " +
    "bindenterpictureinpicture bindleavepictureinpicture bindseekcomplete bindcastinguserselect " +
    "bindcastingstatechange bindcastinginterrupt\nad unit-id ad-intervals ad-type ad-theme bindload binderror " +
    "bindclose\nad-custom unit-id ad-intervals bindload binderror\nchannel-live feed-id finder-user-name\n" +
    "channel-video feed-id finder-user-name feed-token autoplay loop muted object-fit binderror\n" +
    "double-tap-gesture-handler tag simultaneous-handlers native-view\ndraggable-sheet initial-child-size " +
    "min-child-size max-child-size snap snap-sizes\neditor-portal key\nforce-press-gesture-handler\n" +
    "functional-page-navigator version name args bindsuccess bindfail bindcancel\ngrid-view type cross-axis-count " +
    "max-cross-axis-extent main-axis-gap cross-axis-gap padding\nhorizontal-drag-gesture-handler\nimport src\ninclude " +
    "src\nkeyboard-accessory\nlist-builder padding type list child-count child-height initial-child-count " +
    "binditembuild binditemdispose\nlist-view padding\nlive-player src mode autoplay muted orientation object-fit " +
    "background-mute min-cache max-cache sound-mode auto-pause-if-navigate auto-pause-if-open-native " +
    "picture-in-picture-mode picture-in-picture-init-position enable-auto-rotation referrer-policy enable-casting " +
    "bindstatechange bindfullscreenchange bindnetstatus bindaudiovolumenotify bindenterpictureinpicture " +
    "bindleavepictureinpicture bindcastinguserselect bindcastingstatechange bindcastinginterrupt\nlive-pusher url " +
    "mode autopush enableVideoCustomRender muted enable-camera auto-focus orientation beauty whiteness aspect " +
    "min-bitrate max-bitrate audio-quality waiting-image waiting-image-hash zoom device-position background-mute " +
    "mirror remote-mirror local-mirror audio-reverb-type enable-mic enable-agc enable-ans audio-volume-type " +
    "video-width video-height beauty-style filter picture-in-picture-mode voice-changer-type custom-effect " +
    "skin-whiteness skin-smoothness face-thinness eye-bigness fps bindstatechange bindnetstatus binderror " +
    "bindbgmstart bindbgmprogress bindbgmcomplete bindaudiovolumenotify bindenterpictureinpicture " +
    "bindleavepictureinpicture\nlong-press-gesture-handler tag simultaneous-handlers native-view\nnested-scroll-body " +
    "offset-top\nnested-scroll-header\nofficial-account bindload binderror\nopen-container closed-color " +
    "closed-elevation closed-border-radius middle-color open-color open-elevation open-border-radius " +
    "transition-duration transition-type\nopen-data-item type index\nopen-data-list type members\npan-gesture-handler " +
    "tag simultaneous-handlers native-view\nscale-gesture-handler tag simultaneous-handlers native-view\n" +
    "share-element key transform duration easing-function\nslot name\nsnapshot mode\nspan\nsticky-header offset-top " +
    "padding bindstickontopchange\nsticky-section push-pinned-header padding\ntap-gesture-handler tag " +
    "simultaneous-handlers native-view\ntemplate name is data\nvertical-drag-gesture-handler tag " +
    "simultaneous-handlers native-view\nvoip-room openid mode device-position object-fit binderror\nwxs module src";

/** What a call gives on success or at once: a function on each line, then the fields. */
export const RESULTS = "getAppAuthorizeSetting albumAuthorized bluetoothAuthorized cameraAuthorized locationAuthorized " +
    "locationReducedAccuracy microphoneAuthorized notificationAlertAuthorized notificationAuthorized " +
    "notificationBadgeAuthorized notificationSoundAuthorized phoneCalendarAuthorized\ngetAppBaseInfo PCKernelVersion " +
    "SDKVersion enableDebug fontSizeScaleFactor fontSizeSetting host language version theme\ngetDeviceBenchmarkInfo " +
    "benchmarkLevel modelLevel\ngetDeviceInfo abi benchmarkLevel brand cpuType deviceAbi memorySize model platform " +
    "system\ngetEnterOptionsSync apiCategory forwardMaterials hostExtraData path query referrerInfo scene chatType " +
    "shareTicket\ngetLaunchOptionsSync apiCategory forwardMaterials hostExtraData path query referrerInfo scene " +
    "chatType shareTicket\ngetSkylineInfoSync isSupported version reason\ngetSystemInfoSync SDKVersion " +
    "albumAuthorized benchmarkLevel bluetoothEnabled brand cameraAuthorized deviceOrientation enableDebug " +
    "fontSizeSetting host language locationAuthorized locationEnabled locationReducedAccuracy microphoneAuthorized " +
    "model notificationAlertAuthorized notificationAuthorized notificationBadgeAuthorized " +
    "notificationSoundAuthorized phoneCalendarAuthorized pixelRatio platform safeArea screenHeight screenWidth " +
    "statusBarHeight system version wifiEnabled windowHeight windowWidth theme\ngetSystemSetting bluetoothEnabled " +
    "deviceOrientation locationEnabled wifiEnabled\ngetWindowInfo pixelRatio safeArea screenHeight screenTop " +
    "screenWidth statusBarHeight windowHeight windowWidth\ncanvasToTempFilePath tempFilePath\ngetNetworkType " +
    "hasSystemProxy networkType signalStrength weakNet\nscanCode charSet path rawData result scanType\nchooseLocation " +
    "address latitude longitude name\ngetLocation accuracy altitude horizontalAccuracy latitude longitude speed " +
    "verticalAccuracy\nchooseImage tempFilePaths tempFiles\nchooseMedia tempFiles type\nchooseMessageFile tempFiles\n" +
    "chooseVideo duration height size tempFilePath width\ncompressImage tempFilePath\ngetAvailableAudioSources " +
    "audioSources\ngetBackgroundAudioPlayerState currentPosition dataUrl downloadPercent duration status\n" +
    "getImageInfo height orientation path type width\ngetVideoInfo bitrate duration fps height orientation size type " +
    "width\nsetInnerAudioOption complete fail mixWithOther obeyMuteSwitch speakerOn success\ndownloadFile filePath " +
    "profile statusCode tempFilePath\nrequest cookies data exception header profile statusCode useHttpDNS\nuploadFile " +
    "data profile statusCode\nchooseAddress cityName countyName detailInfo detailInfoNew nationalCode postalCode " +
    "provinceName streetName telNumber userName\ngetAccountInfoSync miniProgram plugin\ngetSetting authSetting " +
    "subscriptionsSetting miniprogramAuthSetting\ngetUserInfo cloudID encryptedData iv rawData signature userInfo\n" +
    "getUserProfile cloudID encryptedData iv rawData signature userInfo\nlogin code\nopenSetting authSetting " +
    "subscriptionsSetting\nnavigateTo eventChannel\ngetBackgroundFetchData fetchedData path query scene timeStamp\n" +
    "getBackgroundFetchToken token\ngetStorage data\ngetStorageInfoSync currentSize keys limitSize\n" +
    "getMenuButtonBoundingClientRect bottom height left right top width\nshowActionSheet tapIndex\nshowModal cancel " +
    "confirm content\nsaveFile savedFilePath";
