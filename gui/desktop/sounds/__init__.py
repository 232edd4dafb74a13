"""What is heard: the sounds, what plays them on each system, and when. No sound ever delays a press."""
