"""moto's server, completed by what it lacks of service-managed StackSets.

moto keeps the organization, its units and its accounts, and makes the roles of a stack set's template in each account.
What AWS does besides, and moto 5.2.1 does not, is added here, each with the page that says so. Nothing that moto
answers by itself is changed for other services.
"""

from moto.server import main

import automatic_deployment
import delegated_administrators
import stack_sets
import trusted_access  # after stack_sets: its check of CreateStackSet comes first

if __name__ == "__main__":
    main()
