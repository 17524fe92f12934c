"""What training asked of the athlete: plyometric dose and run load."""
