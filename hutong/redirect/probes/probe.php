<?php
// Fetch one address with PHP's curl: php probe.php URL. Nothing here knows of a lane.
$told = ["client" => "curl"];
if (!function_exists("curl_init")) {
    $told["error"] = "the curl extension is missing";
} else {
    $call = curl_init($argv[1]);
    curl_setopt($call, CURLOPT_RETURNTRANSFER, true);
    $text = curl_exec($call);
    if ($text === false) {
        $told["error"] = curl_error($call);
    } else {
        $told["status"] = curl_getinfo($call, CURLINFO_RESPONSE_CODE);
        $told["text"] = $text;
    }
}
echo json_encode($told), "\n";
