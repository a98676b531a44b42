"""What was found in a document → a draft submission for a person to review, with its doubts."""
