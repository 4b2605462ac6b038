"""What the console calls: uploads, versions, reviews, domains, testers and categories of mini programs."""
