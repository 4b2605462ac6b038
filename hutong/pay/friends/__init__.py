"""Money between people: transfers a friend accepts, red packets, bills that are split, codes that receive.

What somebody gives away lies in an escrow account of the story until it is taken, returned or its day is over; the
card in the chat stands as the story stands. Everything is asked for under a request id of the person's own, so that a
double tap is one payment.
"""
