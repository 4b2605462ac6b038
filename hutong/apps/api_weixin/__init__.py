"""What apps' servers call at api.weixin.qq.com: tokens, quotas, callback checks, temporary media."""
