"""wx.tenpay.com: the address that an H5 order is paid at."""
