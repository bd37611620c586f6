module "roles" {
  source = "./roles"
}
