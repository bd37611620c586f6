apono_token = "the-token-itself"
