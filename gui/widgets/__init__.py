"""What is seen; decides nothing and fetches nothing."""
