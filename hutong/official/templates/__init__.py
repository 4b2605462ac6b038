"""Templates: forms that an account fills in for one person. The library offers them, an account takes or writes its
own, and a message shows what was filled in."""
