output "member_role_arn" {
  description = "ARN of the role; what Apono asks for when the account is connected"
  value       = module.apono_account.member_role_arn
}
