"""moto's server, completed by what it lacks of service-managed StackSets.

moto keeps the organization, its units and its accounts, and makes the roles of a stack set's template in each account.
What AWS does besides, and moto 5.2.1 does not, is added here, each with the page that says so. Nothing that moto
answers by itself is changed for other services.
"""

import re
from typing import Any

from moto.cloudformation import models as cfn
from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import cloudformation_backends
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.responses import ActionResult
from moto.iam.models import Role, iam_backends
from moto.organizations.exceptions import OrganizationsClientError
from moto.organizations.models import (
    FakeDelegatedAdministrator,
    OrganizationsBackend,
    organizations_backends,
)
from moto.organizations.responses import OrganizationsResponse

STACK_SETS = "member.org.stacksets.cloudformation.amazonaws.com"
SERVICE_MANAGED = "SERVICE_MANAGED"


def parents(org: OrganizationsBackend, account: Any) -> list[str]:
    """The unit that holds an account, the one that holds that, … up to the root."""
    found, current = [], account.parent_id
    while current:
        found.append(current)
        current = next((unit.parent_id for unit in org.ou if unit.id == current), None)
    return found


def accounts_in(org: OrganizationsBackend, unit: str) -> list[str]:
    """Accounts of a unit and of all units below it, never the management account.
    https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeploymentTargets.html
    """
    return [
        account.id
        for account in org.accounts
        if account.id != org.account_id and unit in parents(org, account)
    ]


class Instances:
    """Stack instances of one service-managed stack set."""

    def __init__(self, stack_set: cfn.StackSet) -> None:
        self.stack_set = stack_set
        self.list = stack_set.instances.stack_instances
        self.org = stack_set.instances.org_backend

    def add(self, account: str, region: str, unit: str) -> None:
        if any(i.account_id == account and i.region_name == region for i in self.list):
            return
        instance = cfn.StackInstance(
            account_id=account,
            region_name=region,
            stackset_id=self.stack_set.id,
            stack_name=self.stack_set.instances.stack_name,
            name=self.stack_set.name,
            template=self.stack_set.template,
            parameters=self.stack_set.parameters,  # type: ignore[arg-type]
            permission_model=SERVICE_MANAGED,
        )
        instance.unit = unit  # type: ignore[attr-defined]
        self.list.append(instance)

    def remove(self, instance: cfn.StackInstance, retain: bool = False) -> None:
        if not retain:
            instance.delete()
        self.list.remove(instance)

    def redeploy(self) -> None:
        """An update reaches every instance: moto would keep the old stack."""
        for old in list(self.list):
            self.remove(old)
            self.add(old.account_id, old.region_name, old.unit)  # type: ignore[attr-defined]

    def follow(self) -> None:
        """Automatic deployment, which looks at units only and not at account filters.
        https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html
        """
        auto = getattr(self.stack_set, "auto_deployment", {})
        if not auto.get("Enabled"):
            return
        for instance in list(self.list):
            if instance.account_id not in accounts_in(self.org, instance.unit):  # type: ignore[attr-defined]
                self.remove(instance, auto.get("RetainStacksOnAccountRemoval", False))
        for unit, region in self.stack_set.deployed_to:  # type: ignore[attr-defined]
            for account in accounts_in(self.org, unit):
                self.add(account, region, unit)


def truth(value: Any) -> bool:
    return str(value).lower() == "true"


def remember(response: CloudFormationResponse, stack_set: cfn.StackSet) -> None:
    """Keeps what DescribeStackSet must tell again."""
    auto = response._get_param("AutoDeployment")
    if auto:
        stack_set.auto_deployment = {key: truth(value) for key, value in auto.items()}
    managed = response._get_param("ManagedExecution")
    if managed:
        stack_set.execution = {"Active": truth(managed.get("Active"))}
    stack_set.capabilities = response._get_param("Capabilities", [])
    if stack_set.permission_model == SERVICE_MANAGED:
        # https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-activate-trusted-access.html
        role = "role/aws-service-role/stacksets.cloudformation.amazonaws.com/AWSServiceRoleForCloudFormationStackSetsOrgAdmin"
        account = response.cloudformation_backend.account_id
        stack_set.administration_role_arn = f"arn:aws:iam::{account}:{role}"
        stack_set.execution_role_name = None


def named(response: CloudFormationResponse) -> cfn.StackSet:
    return response.cloudformation_backend.describe_stack_set(
        response._get_param("StackSetName")
    )


def wrap(owner: type, name: str):
    """Replaces a method by a function that is given the original one first."""

    def decorate(function):
        original = getattr(owner, name)
        setattr(owner, name, lambda *args, **kwargs: function(original, *args, **kwargs))

    return decorate


@wrap(CloudFormationResponse, "create_stack_set")
def create_stack_set(original, response):
    name = response._get_param("StackSetName")
    if any(
        one.name == name and one.status != "DELETED"
        for one in response.cloudformation_backend.list_stack_sets()
    ):
        raise ValidationError(message=f"StackSet {name} already exists")
    result = original(response)
    stack_set = named(response)
    stack_set.deployed_to = []
    remember(response, stack_set)
    return result


@wrap(CloudFormationResponse, "update_stack_set")
def update_stack_set(original, response):
    result = original(response)
    stack_set = named(response)
    remember(response, stack_set)
    if stack_set.permission_model == SERVICE_MANAGED:
        Instances(stack_set).redeploy()
    return result


def deployment(response: CloudFormationResponse) -> tuple[list[str], list[str]]:
    """Units and regions that a call is for."""
    wanted = response._get_params().get("DeploymentTargets") or {}
    units = wanted.get("OrganizationalUnitIds", [])
    if not units or wanted.get("AccountFilterType"):
        raise ValidationError(
            message="StackSets with SERVICE_MANAGED permission model can only have OrganizationalUnit as target"
        )
    return units, response._get_param("Regions", [])


def done(response: CloudFormationResponse, stack_set: cfn.StackSet, action: str) -> ActionResult:
    operation = response._get_param("OperationId")
    stack_set._create_operation(operation_id=operation, action=action, status="SUCCEEDED")
    return ActionResult({"OperationId": operation})


@wrap(CloudFormationResponse, "create_stack_instances")
def create_stack_instances(original, response):
    stack_set = named(response)
    if stack_set.permission_model != SERVICE_MANAGED:
        return original(response)
    units, regions = deployment(response)
    instances = Instances(stack_set)
    for unit in units:
        if unit not in [one.id for one in instances.org.ou]:
            raise ValidationError(message=f"Organizational unit {unit} does not exist")
        for region in regions:
            stack_set.deployed_to.append((unit, region))
            for account in accounts_in(instances.org, unit):
                instances.add(account, region, unit)
    return done(response, stack_set, "CREATE")


@wrap(CloudFormationResponse, "delete_stack_instances")
def delete_stack_instances(original, response):
    """moto takes accounts only, and would leave the instances of a unit where they are."""
    stack_set = named(response)
    if stack_set.permission_model != SERVICE_MANAGED:
        return original(response)
    units, regions = deployment(response)
    instances = Instances(stack_set)
    for instance in list(instances.list):
        is_inside = any(instance.account_id in accounts_in(instances.org, unit) for unit in units)
        if is_inside and instance.region_name in regions:
            instances.remove(instance, truth(response._get_param("RetainStacks")))
    stack_set.deployed_to = [
        (unit, region)
        for unit, region in stack_set.deployed_to
        if unit not in units or region not in regions
    ]
    return done(response, stack_set, "DELETE")


@wrap(cfn.StackInstance, "to_dict")
def to_dict(original, instance):
    return {**original(instance), "OrganizationalUnitId": getattr(instance, "unit", None)}


cfn.StackSet.managed_execution = property(  # type: ignore[assignment,method-assign]
    lambda stack_set: getattr(stack_set, "execution", {"Active": False})
)


@wrap(Role, "create_from_cloudformation_json")
def create_role(original, name, resource, account, region, **kwargs):
    """moto leaves a template's ManagedPolicyArns out."""
    role = original(name, resource, account, region, **kwargs)
    for arn in resource["Properties"].get("ManagedPolicyArns", []):
        iam_backends[account]["aws"].attach_role_policy(arn, role.name)
    return role


@wrap(Role, "delete_from_cloudformation_json")
def delete_role(original, name, resource, account, region):
    backend = iam_backends[account]["aws"]
    for arn in list(backend.get_role(name).managed_policies):
        backend.detach_role_policy(arn, name)
    return original(name, resource, account, region)


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


# Delegated administrators, of StackSets too.
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


if __name__ == "__main__":
    from moto.server import main

    main()
