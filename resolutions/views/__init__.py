"""Pages of the admin about acts and what is done with them."""
