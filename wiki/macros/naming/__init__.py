"""What macros name in their parameters: pages, spaces, people, and several of them."""
