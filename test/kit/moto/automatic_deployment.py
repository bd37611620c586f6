"""Stack sets follow the accounts that join, move and leave."""

from moto.cloudformation.models import cloudformation_backends
from moto.organizations.models import OrganizationsBackend

from patching import wrap
from stack_instances import SERVICE_MANAGED, Instances


def follow_all(org: OrganizationsBackend) -> None:
    for backend in cloudformation_backends[org.account_id].values():
        for stack_set in backend.stacksets.values():
            if stack_set.permission_model == SERVICE_MANAGED and stack_set.status != "DELETED":
                Instances(stack_set).follow()


@wrap(OrganizationsBackend, "move_account")
def move_account(original, org, **kwargs):
    original(org, **kwargs)
    follow_all(org)


@wrap(OrganizationsBackend, "remove_account_from_organization")
def remove_account_from_organization(original, org, **kwargs):
    original(org, **kwargs)
    follow_all(org)


@wrap(OrganizationsBackend, "create_account")
def create_account(original, org, **kwargs):
    result = original(org, **kwargs)
    follow_all(org)
    return result
