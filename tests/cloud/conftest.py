"""What tests of the cloud may ask for."""

from tests.dialog.fixtures import any_town as any_town
from tests.dialog.fixtures import bot as bot
from tests.dialog.fixtures import town as town
