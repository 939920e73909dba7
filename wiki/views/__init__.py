"""The screens of the wiki: each view says who it is for, opens what it shows through a door, and calls one service."""
