"""What the messenger asks of the cloud, in the name of a program that a person has open."""
