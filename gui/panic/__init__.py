"""What a panic is: orders, failures, the procedure, the verdict. No Qt, no HTTP, no disk."""
