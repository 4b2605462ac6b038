"""What merchants' servers call at api.mch.weixin.qq.com, APIv2."""
