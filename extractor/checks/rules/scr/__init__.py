"""Score forms: weights, scores, targets."""
