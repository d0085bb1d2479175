"""What pictures and films say of themselves: place, owner, camera, length. Found and taken out losslessly.

`clean.py` is the entry. Each format has a module of pure functions on bytes. What a module does not know is
left out of the cleaned file, but for the data of the picture itself.
"""
