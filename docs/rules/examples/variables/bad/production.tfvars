subnetIds = ["subnet-0123456789abcdef0"]
cpu       = 1024
memory    = 512
logGroupRetentionInDay = 30
