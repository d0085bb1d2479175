"""Examines this machine and this site, and changes nothing."""
