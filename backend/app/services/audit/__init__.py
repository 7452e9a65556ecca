"""The file check: what the database says against what lies on the storage and on the disk.

`scan` walks everything in the background and keeps what it finds; it changes nothing but its own two tables. `look`
compares a handful of names, and is asked again about whatever was suspected. `resolve` puts one finding right.
"""
