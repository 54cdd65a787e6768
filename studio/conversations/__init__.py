"""What is said: the writers, the phrasebook, the audit and the dataset of practice conversations."""
