"""Delegated administrators, of StackSets too, see what the management account sees."""

import re

from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import cloudformation_backends
from moto.cloudformation.responses import CloudFormationResponse
from moto.organizations.exceptions import OrganizationsClientError
from moto.organizations.models import (
    FakeDelegatedAdministrator,
    OrganizationsBackend,
    organizations_backends,
)
from moto.organizations.responses import OrganizationsResponse

STACK_SETS = "member.org.stacksets.cloudformation.amazonaws.com"

# https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrated-services-list.html
FakeDelegatedAdministrator.SUPPORTED_SERVICES.append(STACK_SETS)


def management_of(account: str, service: str | None = None) -> OrganizationsBackend | None:
    """The management account's view, for a member that is a delegated administrator (of a service)."""
    if account not in organizations_backends.master_accounts:
        return None
    management, partition = organizations_backends.master_accounts[account]
    org = organizations_backends[management][partition]
    mine = [admin for admin in org.admins if admin.account.id == account]
    if any(service is None or service in admin.services for admin in mine):
        return org
    return None


own_organizations = OrganizationsResponse.organizations_backend.fget  # type: ignore[attr-defined]


def organizations_backend(response: OrganizationsResponse) -> OrganizationsBackend:
    """Only the management account and delegated administrators may list an organization's content.
    https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html
    """
    account = response.current_account
    listing = re.match("List|DescribeOrganizationalUnit|DescribeAccount", response._get_action())
    if listing and account in organizations_backends.master_accounts:
        org = management_of(account)
        if org is None:
            raise OrganizationsClientError(
                "AccessDeniedException", "You don't have permissions to access this resource."
            )
        return org
    return own_organizations(response)


OrganizationsResponse.organizations_backend = property(organizations_backend)  # type: ignore[assignment,method-assign]

own_cloudformation = CloudFormationResponse.cloudformation_backend.fget  # type: ignore[attr-defined]


def cloudformation_backend(response: CloudFormationResponse):
    """Stack sets of a delegated administrator are the management account's.
    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-delegated-admin.html
    """
    if response._get_param("CallAs") != "DELEGATED_ADMIN":
        return own_cloudformation(response)
    org = management_of(response.current_account, STACK_SETS)
    if org is None:
        raise ValidationError(
            message="You must be the management account or delegated admin account of an organization before operating a SERVICE_MANAGED stack set"
        )
    return cloudformation_backends[org.account_id][response.region]


CloudFormationResponse.cloudformation_backend = property(cloudformation_backend)  # type: ignore[assignment,method-assign]
