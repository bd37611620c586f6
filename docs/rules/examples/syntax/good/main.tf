locals {
  name = "apono"
}
