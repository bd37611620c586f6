"""Stack instances of a service-managed stack set, which are where its units' accounts are."""

from typing import Any

from moto.cloudformation import models as cfn
from moto.organizations.models import OrganizationsBackend

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
