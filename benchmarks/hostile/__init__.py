"""Hostile input: files made to freeze or fill a process, stores that were damaged, disks that are full."""
