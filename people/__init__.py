"""Who someone is: accounts, roles, sign-up, sign-in, sanctions that hold everywhere."""
