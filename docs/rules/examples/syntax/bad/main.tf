locals {
  name = "apono
}
