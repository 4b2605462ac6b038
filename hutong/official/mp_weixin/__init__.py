"""What mp.weixin.qq.com shows of official accounts."""
