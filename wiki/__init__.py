"""The wiki itself: spaces, their content, who may see and change it, and the pages that show it."""
