"""The teacher room: a span reader four times the shipped one's width in work, trained to label what that one learns."""
