"""How threads speak with developers' servers: what we post to them, what they answer, what they call."""
