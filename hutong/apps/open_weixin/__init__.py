"""open.weixin.qq.com: where websites send people who sign in."""
