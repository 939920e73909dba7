"""What templates of the wiki can say."""
