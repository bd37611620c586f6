"""CloudFormation's calls for service-managed stack sets, and their roles."""

from typing import Any

from moto.cloudformation import models as cfn
from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.responses import CloudFormationResponse
from moto.core.responses import ActionResult
from moto.iam.models import Role, iam_backends

from patching import wrap
from stack_instances import SERVICE_MANAGED, Instances, accounts_in


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
