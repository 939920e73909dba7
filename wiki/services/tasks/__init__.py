"""Services about the tasks that stand in pages, blog posts and comments."""
