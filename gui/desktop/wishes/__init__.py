"""What the person asked the desktop for, that a program should heed: less motion, dark or light."""
