"""What becomes of paid orders of programs: told to be sent, received by hand or by themselves, settled.

The merchant's money moves when the order is paid, as for every order; what is told of settlement are its days.
"""
