"""StackSets work in an organization only once they are activated."""

from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.responses import ActionResult
from moto.organizations.models import OrganizationsBackend, organizations_backends

from delegated_administrators import STACK_SETS, management_of
from patching import wrap
from stack_instances import SERVICE_MANAGED


def organization_for(response: CloudFormationResponse) -> OrganizationsBackend:
    """The organization that a caller may manage StackSets in, as CallAs says."""
    account = response.current_account
    if response._get_param("CallAs") == "DELEGATED_ADMIN":
        org = management_of(account, STACK_SETS)
    else:
        own = organizations_backends[account]["aws"]
        org = own if own.org is not None else None
    if org is None:
        raise ValidationError(
            message="You must be the management account or delegated admin account of an organization before operating a SERVICE_MANAGED stack set"
        )
    return org


def is_activated(org: OrganizationsBackend) -> bool:
    """Whether StackSets was activated: trusted access in Organizations alone does not do it.
    https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-activate-trusted-access.html
    """
    trusted = any(service["ServicePrincipal"] == STACK_SETS for service in org.services)
    return trusted and getattr(org, "stack_sets_activated", False)


def activate_organizations_access(response: CloudFormationResponse) -> ActionResult:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ActivateOrganizationsAccess.html"""
    org = organization_for(response)
    org.enable_aws_service_access(ServicePrincipal=STACK_SETS)
    org.stack_sets_activated = True  # type: ignore[attr-defined]
    return ActionResult({})


def describe_organizations_access(response: CloudFormationResponse) -> ActionResult:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeOrganizationsAccess.html"""
    activated = is_activated(organization_for(response))
    return ActionResult({"Status": "ENABLED" if activated else "DISABLED"})


CloudFormationResponse.activate_organizations_access = activate_organizations_access  # type: ignore[attr-defined]
CloudFormationResponse.describe_organizations_access = describe_organizations_access  # type: ignore[attr-defined]


@wrap(OrganizationsBackend, "disable_aws_service_access")
def disable_aws_service_access(original, org, **kwargs):
    original(org, **kwargs)
    if kwargs["ServicePrincipal"] == STACK_SETS:
        org.stack_sets_activated = False


@wrap(CloudFormationResponse, "create_stack_set")
def create_activated_stack_set(original, response):
    if response._get_param("PermissionModel") == SERVICE_MANAGED and not is_activated(
        organization_for(response)
    ):
        raise ValidationError(
            message="You must enable organizations access to operate a service managed stack set"
        )
    return original(response)
