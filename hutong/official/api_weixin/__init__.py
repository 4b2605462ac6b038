"""What developers' servers call about official accounts."""
