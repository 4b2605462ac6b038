/** Written by tools/mini-catalogue.mjs from the reference and what the engine's sources know; not by hand. */

/** A component on each line: its tag, then its attributes and `bind` + event. */
export const COMPONENTS = "block\nbutton size type plain disabled loading form-type open-type hover-class hover-stop-propagation " +
    "hover-start-time hover-stay-time lang session-from send-message-title send-message-path send-message-img " +
    "app-parameter show-message-card phone-number-no-quota-toast need-show-entrance entrance-path bindgetuserinfo " +
    "bindcontact bindgetphonenumber bindgetrealtimephonenumber binderror bindopensetting bindlaunchapp " +
    "bindchooseavatar bindagreeprivacyauthorization\ncanvas type canvas-id disable-scroll bindtouchstart " +
    "bindtouchmove bindtouchend bindtouchcancel bindlongtap binderror\ncheckbox value disabled checked color\n" +
    "checkbox-group bindchange\ncover-image src referrer-policy bindload binderror\ncover-view scroll-top\nform name " +
    "bindsubmit bindreset\nicon type size color\nimage src mode webp lazy-load binderror bindload\ninput value type " +
    "password placeholder placeholder-style disabled maxlength auto-focus focus confirm-type confirm-hold cursor " +
    "cursor-color selection-start selection-end adjust-position placeholder-class bindinput bindchange bindfocus " +
    "bindblur bindconfirm bindkeyboardheightchange bindselectionchange bindkeyboardcompositionstart " +
    "bindkeyboardcompositionupdate bindkeyboardcompositionend\nlabel for\nnavigator target url open-type delta app-id " +
    "path extra-data version short-link hover-class hover-stop-propagation hover-start-time hover-stay-time " +
    "bindsuccess bindfail bindcomplete\npicker header-text mode disabled range range-key value start end fields " +
    "custom-item level bindchange bindcolumnchange bindcancel\npicker-view value mask-class indicator-style " +
    "indicator-class mask-style immediate-change bindchange bindpickstart bindpickend\npicker-view-column\nprogress " +
    "percent show-info border-radius font-size stroke-width color activeColor backgroundColor active active-mode " +
    "duration bindactiveend\nradio value checked disabled color\nradio-group bindchange\nrich-text nodes space " +
    "user-select\nscroll-view scroll-x scroll-y upper-threshold lower-threshold scroll-top scroll-left " +
    "scroll-into-view scroll-into-view-offset scroll-with-animation refresher-enabled refresher-threshold " +
    "refresher-default-style refresher-background refresher-triggered scroll-anchoring enable-flex enhanced " +
    "paging-enabled binddragstart binddragging binddragend bindscrolltoupper bindscrolltolower bindscroll " +
    "bindrefresherpulling bindrefresherrefresh bindrefresherrestore bindrefresherabort\nslider min max step disabled " +
    "value color selected-color activeColor backgroundColor block-size block-color show-value bindchange " +
    "bindchanging\nswiper indicator-dots indicator-color indicator-active-color autoplay current interval duration " +
    "circular vertical display-multiple-items previous-margin next-margin easing-function direction bindchange " +
    "bindtransition bindanimationfinish\nswiper-item item-id\nswitch checked disabled type color bindchange\ntext " +
    "selectable user-select space decode\ntextarea value placeholder placeholder-style disabled maxlength auto-focus " +
    "focus auto-height cursor selection-start selection-end adjust-position disable-default-padding confirm-type " +
    "confirm-hold placeholder-class fixed bindfocus bindblur bindlinechange bindinput bindconfirm " +
    "bindkeyboardheightchange bindselectionchange bindkeyboardcompositionstart bindkeyboardcompositionupdate " +
    "bindkeyboardcompositionend\nview hover-class hover-stop-propagation hover-start-time hover-stay-time\nweb-view " +
    "src bindmessage bindload binderror\naudio id src loop controls poster name author binderror bindplay bindpause " +
    "bindtimeupdate bindended\ncamera mode device-position bindstop binderror bindinitdone\neditor read-only " +
    "placeholder enterkeyhint confirm-hold bindready bindfocus bindblur bindinput bindstatuschange\nmap longitude " +
    "latitude scale min-scale max-scale markers covers polyline circles controls include-points show-location " +
    "polygons rotate skew show-scale enable-zoom enable-scroll bindtap bindmarkertap bindlabeltap bindcontroltap " +
    "bindcallouttap bindupdated bindregionchange bindpolylinetap binderror\nmatch-media min-width max-width width " +
    "min-height max-height height orientation\nmovable-area\nmovable-view direction inertia out-of-bounds x y damping " +
    "friction disabled scale scale-min scale-max scale-value animation bindchange bindscale bindhtouchmove " +
    "bindvtouchmove\nnavigation-bar title loading front-color background-color\npage-container show duration z-index " +
    "overlay position round close-on-slide-down overlay-style custom-style bindbeforeenter bindenter bindafterenter " +
    "bindbeforeleave bindleave bindafterleave bindclickoverlay\npage-meta background-text-style background-color " +
    "background-color-top background-color-bottom root-background-color page-style page-font-size root-font-size " +
    "scroll-top scroll-duration bindresize bindscroll bindscrolldone\nroot-portal enable\nvideo src duration controls " +
    "danmu-list enable-danmu autoplay loop muted initial-time direction show-progress show-fullscreen-btn " +
    "show-play-btn show-center-play-btn object-fit poster show-mute-btn title enable-play-gesture " +
    "auto-pause-if-navigate referrer-policy bindplay bindpause bindended bindtimeupdate bindfullscreenchange " +
    "bindwaiting binderror bindprogress bindloadedmetadata bindcontrolstoggle bindseekcomplete\nslot name";

/** What a call gives on success: a function on each line, then the fields. */
export const RESULTS = "getDeviceBenchmarkInfo benchmarkLevel modelLevel\ncanvasToTempFilePath tempFilePath\ngetNetworkType " +
    "hasSystemProxy networkType signalStrength weakNet\nscanCode charSet path rawData result scanType\nchooseLocation " +
    "address latitude longitude name\ngetLocation accuracy altitude horizontalAccuracy latitude longitude speed " +
    "verticalAccuracy\nchooseImage tempFilePaths tempFiles\nchooseMedia tempFiles type\nchooseMessageFile tempFiles\n" +
    "chooseVideo duration height size tempFilePath width\ncompressImage tempFilePath\ngetAvailableAudioSources " +
    "audioSources\ngetBackgroundAudioPlayerState currentPosition dataUrl downloadPercent duration status\n" +
    "getImageInfo height orientation path type width\ngetVideoInfo bitrate duration fps height orientation size type " +
    "width\ndownloadFile filePath profile statusCode tempFilePath\nrequest cookies data exception header profile " +
    "statusCode useHttpDNS\nuploadFile data profile statusCode\nchooseAddress cityName countyName detailInfo " +
    "detailInfoNew nationalCode postalCode provinceName streetName telNumber userName\ngetSetting authSetting " +
    "subscriptionsSetting miniprogramAuthSetting\ngetUserInfo cloudID encryptedData iv rawData signature userInfo\n" +
    "getUserProfile cloudID encryptedData iv rawData signature userInfo\nlogin code\nopenSetting authSetting " +
    "subscriptionsSetting\nnavigateTo eventChannel\ngetBackgroundFetchData fetchedData path query scene timeStamp\n" +
    "getBackgroundFetchToken token\ngetStorage data\nshowActionSheet tapIndex\nshowModal cancel confirm content\n" +
    "saveFile savedFilePath";
