"""What macros that list content share: choosing, ordering, and writing it down."""
