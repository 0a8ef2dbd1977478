"""Links and pages from wherever a user finds them: feeds, sitemaps, addresses, folders, archives, exports."""
