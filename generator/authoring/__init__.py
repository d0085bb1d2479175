"""What editors are helped with: new articles and translations, and knowing which translations are due."""
