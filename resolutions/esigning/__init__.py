"""Electronic signatures made elsewhere are attached to an act; this program signs nothing itself."""
