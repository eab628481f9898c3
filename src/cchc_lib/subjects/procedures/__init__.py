"""Administrative procedures and the dossiers handled under them."""
